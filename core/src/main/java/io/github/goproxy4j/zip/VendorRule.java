package io.github.goproxy4j.zip;

/**
 * Tells which files of a module are vendored packages of other modules and so are left out of its zip.
 *
 * <p>The rule depends on the language version in the module's go.mod, because a published hash must never change: modules
 * of Go 1.24 and later get the rule as it was meant, older ones as it was first written. Source:
 * {@code isVendoredPackage} in {@code golang.org/x/mod/zip}.
 *
 * @param asMeant whether the module's language version is 1.24 or later
 */
record VendorRule(boolean asMeant) {
    private static final String TOP = "vendor/";
    private static final String BELOW = "/vendor/";

    boolean omits(String path) {
        if (asMeant && path.equals("vendor/modules.txt")) {
            return true;
        }
        if (path.startsWith(TOP)) {
            return path.indexOf('/', TOP.length()) >= 0;
        }
        int vendor = path.indexOf(BELOW);
        if (vendor < 0) {
            return false;
        }
        // The first rule forgot where it had found the directory, and looked for a slash after the first eight bytes of
        // the path: so pkg/vendor/vendor.go, a file of a package named vendor, is left out of older modules.
        return path.indexOf('/', (asMeant ? vendor : 0) + BELOW.length()) >= 0;
    }
}
