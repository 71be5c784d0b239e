package fr.allomairies.ticketing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param clamd `host:port` of the ClamAV daemon that every file is looked at by; empty for none
@ConfigurationProperties("allo.scan")
public record ScanSettings(@DefaultValue("") String clamd) {

    public ScanSettings {
        clamd = clamd.strip();
        if (!clamd.isEmpty() && !clamd.matches("[^\\s:]+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("allo.scan.clamd is host:port, was: " + clamd);
        }
    }

    public boolean isOn() {
        return !clamd.isEmpty();
    }

    public String host() {
        return clamd.substring(0, clamd.indexOf(':'));
    }

    public int port() {
        return Integer.parseInt(clamd.substring(clamd.indexOf(':') + 1));
    }
}
