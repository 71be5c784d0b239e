package fr.allomairies.ticketing.scan;

import fr.allomairies.ticketing.ScanSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScanSettings.class)
class ScanConfiguration {}
