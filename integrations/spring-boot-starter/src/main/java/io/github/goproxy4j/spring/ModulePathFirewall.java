package io.github.goproxy4j.spring;

import io.github.goproxy4j.MountPoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's own firewall, which lets {@code %2F} through for the paths of Go modules and nowhere else: the rest of the
 * application may decode it after its rules have looked at it undecoded.
 */
final class ModulePathFirewall implements HttpFirewall {
    private final StrictHttpFirewall elsewhere = new StrictHttpFirewall();
    private final StrictHttpFirewall modules = new StrictHttpFirewall();
    private final Mount mount;

    ModulePathFirewall(Mount mount) {
        this.mount = mount;
        modules.setAllowUrlEncodedSlash(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return (isOurs(request) ? modules : elsewhere).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return elsewhere.getFirewalledResponse(response);
    }

    /** Whether the path as it was sent begins with ours; dot segments behind it are refused either way. */
    private boolean isOurs(HttpServletRequest request) {
        String path = request.getServletContext().getContextPath() + mount.path();
        return MountPoint.of(path).below(request.getRequestURI()).isPresent();
    }
}
