package io.everbook.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Makes JARs that stand for other builds: nothing but a manifest that names a main class of this test's class path. */
final class BuildJar {

    private BuildJar() {}

    static Path make(Path jar, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        attributes.putValue("Add-Exports", "java.base/jdk.internal.ref java.base/sun.nio.ch jdk.unsupported/sun.misc");
        attributes.putValue(
                "Add-Opens",
                "java.base/java.lang java.base/java.lang.reflect java.base/java.io java.base/java.nio"
                        + " java.base/java.util java.base/sun.nio.ch");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
