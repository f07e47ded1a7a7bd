package com.example.containers.boot;

import com.example.containers.Setup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Lets every request go on to the servlet, which asks the projects who may read them. */
@Configuration(proxyBeanMethods = false)
class Security {
    @Bean
    SecurityFilterChain everybody(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable) // It answers 403 to a POST, in place of 405.
                .build();
    }

    /** Lets projects be named by path. */
    @Bean
    WebSecurityCustomizer firewall(Setup setup) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(setup.letsSlashesIn());
        return security -> security.httpFirewall(firewall);
    }
}
