package fr.allomairies.workspace.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.zip.CRC32C;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The static files under an address that holds their checksum: browsers keep them for a year and never show an old
/// one. Modules import each other by relative paths and so stay within one version.
@Component
class Assets implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/assets/";

    private final String base;

    Assets(ResourcePatternResolver resources) throws IOException {
        this.base = "/assets/" + checksum(resources.getResources("classpath*:/static/assets/**/*.*"));
    }

    String base() {
        return base;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(base + "/**")
                .addResourceLocations(FILES)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/assets/**").addResourceLocations(FILES).setCacheControl(CacheControl.noCache());
    }

    private static String checksum(Resource[] files) throws IOException {
        var sum = new CRC32C();
        for (var file : Arrays.stream(files)
                .sorted(Comparator.comparing(Resource::getDescription))
                .toList()) {
            sum.update(file.getContentAsByteArray());
        }
        return Long.toHexString(sum.getValue());
    }
}
