package io.beltline.service.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSocketsTest {
  private static final long NOBODY = 999_999_999_999L;

  @TempDir Path folder;

  private AdminSockets sockets() {
    return AdminSockets.of(Map.of("XDG_RUNTIME_DIR", folder.toString()));
  }

  @Test
  void theDirectoryIsForItsOwnerAlone() throws IOException {
    Path path = sockets().claim();
    assertThat(path.getParent()).isEqualTo(folder.resolve("beltline"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
        .isEqualTo("rwx------");
    assertThat(path.getFileName().toString()).startsWith(ProcessHandle.current().pid() + "");
    assertThat(path).doesNotExist();
  }

  @Test
  void aDirectoryThatWasOpenToOthersIsClosed() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("beltline"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path unused = sockets().claim();
    assertThat(unused.getParent()).isEqualTo(directory);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void aLinkIsNoDirectory() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("beltline"), elsewhere);
    assertThatThrownBy(() -> sockets().claim())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("beltline is no directory");
  }

  @Test
  void socketsOfTheDeadAreNotFoundAndRemoved() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("beltline"));
    Path dead = Files.createFile(directory.resolve(NOBODY + ".sock"));
    Path other = Files.createFile(directory.resolve("notes.txt"));
    assertThat(sockets().find()).isEmpty();
    Path mine = Files.createFile(sockets().claim());
    assertThat(sockets().find())
        .extracting(AdminSockets.Found::path)
        .containsExactly(mine.toAbsolutePath());
    assertThat(dead).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void collectorsOfOneProcessHaveDifferentSockets() throws IOException {
    assertThat(sockets().claim()).isNotEqualTo(sockets().claim());
  }

  @Test
  void aPathThatNoSystemTakesIsToldInTime() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("x".repeat(90)));
    AdminSockets tooDeep = AdminSockets.of(Map.of("XDG_RUNTIME_DIR", deep.toString()));
    assertThatThrownBy(tooDeep::claim)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is too long for a socket (expected: at most 100 bytes)");
  }

  @Test
  void withoutARuntimeDirectoryItIsAmongTheTemporaryFiles() {
    assertThat(AdminSockets.of(Map.of()).directory().toString())
        .startsWith(System.getProperty("java.io.tmpdir"))
        .contains("beltline-");
  }
}
