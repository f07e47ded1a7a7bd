package io.github.goproxy4j.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Lets {@code %2F} through to the servlet, whichever container and security the application has. */
@AutoConfiguration(after = GoProxyAutoConfiguration.class)
@ConditionalOnBean(Mount.class)
@ConditionalOnProperty(name = "goproxy.allow-encoded-slash", havingValue = "true", matchIfMissing = true)
@Import({
    Boot3Containers.OfTomcat.class,
    Boot3Containers.OfJetty.class,
    Boot4Containers.OfTomcat.class,
    Boot4Containers.OfJetty.class
})
final class EncodedSlashAutoConfiguration {
    /** The firewall of an application that has Spring Security and says nothing about its firewall. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(StrictHttpFirewall.class)
    static class Firewall {
        @Bean
        @ConditionalOnMissingBean(HttpFirewall.class)
        HttpFirewall goModulesFirewall(Mount mount) {
            return new ModulePathFirewall(mount);
        }
    }
}
