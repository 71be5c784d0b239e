package fr.allomairies;

import java.util.TreeSet;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// The modules and the arrows between them as Mermaid draws it, from the code itself.
final class ModuleDiagram {

    private ModuleDiagram() {}

    static String of(ApplicationModules modules) {
        var lines = new TreeSet<String>();
        for (var module : modules) {
            lines.add("    " + name(module));
            module.getDirectDependencies(modules)
                    .uniqueModules()
                    .filter(other -> !other.equals(module))
                    .forEach(other -> lines.add("    " + name(module) + " --> " + name(other)));
        }
        return "flowchart TD\n" + String.join("\n", lines) + "\n";
    }

    static String replacedIn(String page, String drawn) {
        return page.replaceFirst("(?s)flowchart TD\n.*?(?=```)", drawn);
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
