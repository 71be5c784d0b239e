package fr.allomairies.workspace.preview;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Start it with `--server.port=…`; `?as=login` signs in.
@SpringBootApplication(
        exclude = DataSourceAutoConfiguration.class,
        excludeName = "org.apache.camel.spring.boot.CamelAutoConfiguration")
@ComponentScan({
    "fr.allomairies.workspace.shell",
    "fr.allomairies.workspace.desk",
    "fr.allomairies.workspace.tickets",
    "fr.allomairies.workspace.following",
    "fr.allomairies.workspace.preview"
})
public class PreviewApplication {

    public static void main(String[] args) {
        SpringApplication.run(PreviewApplication.class, args);
    }
}
