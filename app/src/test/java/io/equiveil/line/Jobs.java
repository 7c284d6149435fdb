package io.equiveil.line;

import io.equiveil.House;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.test.util.AopTestUtils;

/// What the house does by the clock: `line/jobs.txt`, held against the sources by [DoorsWallTests].
final class Jobs {

    private static final Path SOURCES = Path.of("src/main/java/io/equiveil");
    private static final Pattern BY_ITSELF = Pattern.compile(
            "@Scheduled\\b|Executors\\.new\\w*(Thread|Pool)\\w*\\(|Thread\\.of(Virtual|Platform)\\(\\)");

    private Jobs() {}

    /// A line of the list.
    ///
    /// @param what `Class#method`, `bean#method`, or the reason why not
    record Job(String source, String what) {

        boolean isDone() {
            return !what.startsWith("since: ");
        }

        /// Does it once.
        void run(House house) throws ReflectiveOperationException {
            String[] target = what.split("#");
            Object bean = Character.isUpperCase(target[0].charAt(0))
                    ? house.bean(
                            Class.forName("io.equiveil." + source.substring(0, source.indexOf('/')) + "." + target[0]))
                    : house.bean(target[0], Object.class);
            Method method = method(AopTestUtils.getUltimateTargetObject(bean).getClass(), target[1]);
            method.setAccessible(true);
            // A private method is not the proxy's to pass on.
            method.invoke(
                    Modifier.isPrivate(method.getModifiers()) ? AopTestUtils.getUltimateTargetObject(bean) : bean);
        }

        private static Method method(Class<?> type, String name) throws NoSuchMethodException {
            return type.getDeclaredMethod(name);
        }
    }

    static List<Job> read() {
        try (InputStream list = Objects.requireNonNull(Jobs.class.getResourceAsStream("/line/jobs.txt"))) {
            List<Job> jobs = new ArrayList<>();
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" \\| ", 2);
                    jobs.add(new Job(parts[0], parts[1].strip()));
                }
            }
            return jobs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Source files that start something by the clock or on a thread of its own.
    static Set<String> built() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    // What starts and stops the house is no room of it.
                    .filter(file -> SOURCES.relativize(file).getNameCount() > 1)
                    .filter(file -> !SOURCES.relativize(file).startsWith("engine"))
                    .filter(file -> BY_ITSELF.matcher(text(file)).find())
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
