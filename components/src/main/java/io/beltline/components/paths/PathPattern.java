package io.beltline.components.paths;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths: {@code *}, {@code ?}, {@code [a-z]} and {@code {a,b}} within a name, {@code
 * **} as a name of its own for folders at any depth. Immutable, safe for all threads.
 */
public final class PathPattern {
  private static final int DEPTH = 64;

  private final Path root;
  private final List<String> names;
  private final PathMatcher whole;

  private PathPattern(String text) {
    whole = matcher(text);
    Path fixed = Path.of(text.startsWith("/") ? "/" : "");
    List<String> parts = new ArrayList<>(List.of(text.split("/+")));
    parts.removeIf(String::isEmpty);
    int at = 0;
    while (at < parts.size() - 1 && !isWild(parts.get(at))) {
      fixed = fixed.resolve(parts.get(at++));
    }
    root = fixed;
    names = List.copyOf(parts.subList(at, parts.size()));
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PathPattern of(String text) {
    String problem = problem(text);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    return new PathPattern(text);
  }

  /** What is wrong with a pattern; null if nothing is. */
  public static @Nullable String problem(String text) {
    if (text.isBlank()) {
      return "is empty (expected: a pattern such as /var/log/*.log)";
    }
    try {
      new PathPattern(text);
      return null;
    } catch (PatternSyntaxException | InvalidPathException wrong) {
      return "\""
          + text
          + "\" is no pattern of paths: "
          + String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static boolean isWild(String name) {
    return name.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("**/", "{,**/}"));
  }

  /** Whether a path is one of the pattern. */
  public boolean matches(Path path) {
    return whole.matches(path);
  }

  /** Adds the files there are. What cannot be read is passed over. */
  public void find(Collection<Path> into) {
    find(root, names, DEPTH, into);
  }

  private static void find(Path folder, List<String> names, int depth, Collection<Path> into) {
    String name = names.getFirst();
    List<String> rest = names.subList(1, names.size());
    if (depth == 0) {
      return;
    }
    if (name.equals("**")) {
      if (rest.isEmpty()) {
        find(folder, List.of("*"), depth, into);
      } else {
        find(folder, rest, depth, into);
      }
      folders(folder).forEach(inner -> find(inner, names, depth - 1, into));
    } else if (!isWild(name)) {
      step(folder.resolve(name), rest, depth, into);
    } else {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
      for (Path child : children(folder)) {
        if (matcher.matches(child.getFileName())) {
          step(child, rest, depth, into);
        }
      }
    }
  }

  private static void step(Path found, List<String> rest, int depth, Collection<Path> into) {
    if (!rest.isEmpty()) {
      find(found, rest, depth - 1, into);
    } else if (Files.exists(found)) {
      into.add(found);
    }
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
      entries.forEach(entry -> children.add(folder.resolve(entry.getFileName())));
    } catch (IOException | DirectoryIteratorException unreadable) {
      return children;
    }
    children.sort(null);
    return children;
  }

  private static List<Path> folders(Path folder) {
    List<Path> folders = children(folder);
    folders.removeIf(child -> Files.isSymbolicLink(child) || !Files.isDirectory(child));
    return folders;
  }
}
