package fr.allomairies.workspace.tour;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param offered whether tours begin by themselves at the first sign-in; they are in the user menu in any case
@ConfigurationProperties("allo.tours")
record TourSettings(@DefaultValue("true") boolean offered) {}
