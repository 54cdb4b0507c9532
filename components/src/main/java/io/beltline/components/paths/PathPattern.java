package io.beltline.components.paths;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths: {@code *}, {@code ?}, {@code [a-z]} and {@code {a,b}} within a name, {@code
 * **} as a name of its own for folders at any depth. Immutable, safe for all threads.
 */
public final class PathPattern {
  private static final int DEPTH = 64;
  private static final Pattern OTHERS = Pattern.compile("(?<!\\\\)\\[\\^");

  private final List<Way> ways;

  /**
   * A pattern without alternatives that have folders in them.
   *
   * @param root the folder that is looked into first
   * @param names what must be found below it, folder by folder
   * @param whole what a whole path must match
   */
  private record Way(Path root, List<Name> names, PathMatcher whole) {}

  /**
   * One part of a path.
   *
   * @param text as written
   * @param matcher what a name must match; null for a fixed name and for any number of folders
   */
  private record Name(String text, @Nullable PathMatcher matcher) {
    static Name of(String text) {
      return new Name(text, !isWild(text) || text.equals("**") ? null : PathPattern.matcher(text));
    }
  }

  private PathPattern(String text) {
    ways = Braces.expanded(text).stream().map(PathPattern::way).toList();
  }

  private static Way way(String text) {
    Path fixed = Path.of(text.startsWith("/") ? "/" : "");
    List<String> parts = new ArrayList<>(List.of(text.split("/+")));
    parts.removeIf(String::isEmpty);
    for (int i = parts.size() - 1; i > 0; i--) {
      if (parts.get(i).equals("**") && parts.get(i - 1).equals("**")) {
        parts.remove(i); // any number of folders twice is any number once
      }
    }
    int at = 0;
    while (at < parts.size() - 1 && !isWild(parts.get(at))) {
      fixed = fixed.resolve(parts.get(at++));
    }
    List<Name> names = parts.subList(at, parts.size()).stream().map(Name::of).toList();
    return new Way(fixed, names, matcher(text.replace("**/", "{,**/}")));
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
    } catch (IllegalArgumentException wrong) { // of the glob, of a path, or too many
      return "\""
          + text
          + "\" is no pattern of paths: "
          + String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static boolean isWild(String name) {
    return name.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  /** A glob of Java's, in which a class of other characters starts with an exclamation mark. */
  private static PathMatcher matcher(String glob) {
    String here = OTHERS.matcher(glob).replaceAll("[!");
    return FileSystems.getDefault().getPathMatcher("glob:" + here);
  }

  /** Whether a path is one of the pattern. */
  public boolean matches(Path path) {
    return ways.stream().anyMatch(way -> way.whole.matches(path));
  }

  /** Whether no file is shown twice when files are looked for. */
  public boolean isEachShownOnce() {
    return ways.size() == 1
        && ways.getFirst().names.stream().filter(name -> name.text.equals("**")).count() <= 1;
  }

  /** Adds the files there are. What cannot be read is passed over. */
  public void find(Collection<Path> into) {
    find(into::add, () -> true);
  }

  /**
   * Shows the files there are, one after the other; a file may be shown twice, if not {@linkplain
   * #isEachShownOnce() each is once}. What cannot be read is passed over.
   *
   * @param goOn asked before each folder and each name in it; once it says no, nothing more is
   *     looked at
   * @return whether all was looked at
   */
  public boolean find(Consumer<Path> found, BooleanSupplier goOn) {
    Walk walk = new Walk(found, goOn);
    for (Way way : ways) {
      if (!walk.find(way.root, way.names, DEPTH)) {
        return false;
      }
    }
    return true;
  }

  /** A look for files; its methods say whether to go on. */
  private record Walk(Consumer<Path> found, BooleanSupplier goOn) {
    boolean find(Path folder, List<Name> names, int depth) {
      if (depth == 0) {
        return true;
      }
      if (!goOn.getAsBoolean()) {
        return false;
      }
      Name name = names.getFirst();
      List<Name> rest = names.subList(1, names.size());
      PathMatcher matcher = name.matcher;
      if (name.text.equals("**")) {
        return anywhere(folder, names, depth);
      }
      if (matcher == null) {
        return step(folder.resolve(name.text), rest, depth);
      }
      List<Path> children = children(folder);
      if (children == null) {
        return false;
      }
      for (Path child : children) {
        if (matcher.matches(child.getFileName()) && !step(child, rest, depth)) {
          return false;
        }
      }
      return true;
    }

    private boolean anywhere(Path folder, List<Name> names, int depth) {
      List<Name> rest = names.subList(1, names.size());
      if (!find(folder, rest.isEmpty() ? List.of(Name.of("*")) : rest, depth)) {
        return false;
      }
      List<Path> children = children(folder);
      if (children == null) {
        return false;
      }
      for (Path inner : children) {
        if (isFolder(inner) && !find(inner, names, depth - 1)) {
          return false;
        }
      }
      return true;
    }

    private boolean step(Path at, List<Name> rest, int depth) {
      if (!rest.isEmpty()) {
        return find(at, rest, depth - 1);
      }
      if (!goOn.getAsBoolean()) {
        return false;
      }
      if (Files.exists(at)) {
        found.accept(at);
      }
      return true;
    }

    /** What is in a folder, in order; null if not all of that was looked at. */
    private @Nullable List<Path> children(Path folder) {
      List<Path> children = new ArrayList<>();
      Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
        for (Path entry : entries) {
          if (!goOn.getAsBoolean()) {
            return null;
          }
          children.add(folder.resolve(entry.getFileName()));
        }
      } catch (IOException | DirectoryIteratorException unreadable) {
        return children;
      }
      children.sort(null);
      return children;
    }
  }

  private static boolean isFolder(Path path) {
    return !Files.isSymbolicLink(path) && Files.isDirectory(path);
  }
}
