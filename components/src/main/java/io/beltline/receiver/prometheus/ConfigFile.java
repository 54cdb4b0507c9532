package io.beltline.receiver.prometheus;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads Prometheus' own files. A dollar in them stands for itself. Stateless. */
final class ConfigFile {
  private static final long LARGEST = 16 << 20;

  private ConfigFile() {}

  /**
   * Reads a file as a section.
   *
   * @param problem is told in words what is wrong, each with its place
   * @return null if something is
   */
  static <R extends Record> @Nullable R read(Path file, Class<R> type, Consumer<String> problem) {
    String text;
    try {
      if (Files.size(file) > LARGEST) {
        problem.accept(file + " exceeds " + LARGEST + " bytes");
        return null;
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      problem.accept(
          file + " cannot be read: " + unreadable.getMessage() + " (expected: a readable file)");
      return null;
    }
    LoadedConfig loaded = ConfigLoader.text(text, file.toString());
    loaded.problems().stream().filter(Problem::fatal).map(Problem::toString).forEach(problem);
    if (loaded.failed()) {
      return null;
    }
    Bound<R> bound = Binder.bind(type, loaded.tree());
    bound.problems().stream().filter(Problem::fatal).map(Problem::toString).forEach(problem);
    return bound.failed() ? null : bound.value();
  }

  /**
   * The files of a pattern whose last part may hold a {@code *}, in their order.
   *
   * @throws IOException if the folder cannot be listed, or the pattern is none
   */
  static List<Path> matching(String pattern) throws IOException {
    Path path = Path.of(pattern);
    Path name = path.getFileName();
    if (name == null || name.toString().indexOf('*') < 0) {
      return List.of(path);
    }
    Path folder = path.getParent();
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder == null ? Path.of("") : folder, name.toString())) {
      found.forEach(files::add);
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    } catch (PatternSyntaxException malformed) {
      throw new IOException(malformed.getDescription() + " in the pattern", malformed);
    }
    return new ArrayList<>(files);
  }
}
