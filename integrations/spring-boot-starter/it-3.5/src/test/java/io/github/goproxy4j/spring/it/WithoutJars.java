package io.github.goproxy4j.spring.it;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path as an application has it that lacks some of the jars: neither their classes nor their files are found. Spring
 * Boot's own filter for tests hides classes only, and the files of the jars name them.
 */
final class WithoutJars extends ClassLoader {
    private final List<String> absent;

    /** Leaves out the jars whose names begin with one of these. */
    WithoutJars(List<String> absent) {
        super(WithoutJars.class.getClassLoader());
        this.absent = absent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> found = super.loadClass(name, resolve);
        CodeSource source = found.getProtectionDomain().getCodeSource();
        if (source != null && isAbsent(source.getLocation())) {
            throw new ClassNotFoundException(name);
        }
        return found;
    }

    @Override
    public URL getResource(String name) {
        try {
            return present(super.getResources(name)).findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.enumeration(present(super.getResources(name)).toList());
    }

    private Stream<URL> present(Enumeration<URL> found) {
        return Collections.list(found).stream().filter(url -> !isAbsent(url));
    }

    /** Of a jar's own location, and of that of a file in it. */
    private boolean isAbsent(URL url) {
        String jar = url.getPath().replaceFirst("!.*", "");
        String name = jar.substring(jar.lastIndexOf('/') + 1);
        return name.endsWith(".jar") && absent.stream().anyMatch(name::startsWith);
    }
}
