package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.testkit.BoundYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalctlTest {
  @TempDir private Path folder;

  private static Journalctl of(String yaml, String searchPath) {
    return new Journalctl(BoundYaml.value(JournaldReceiverConfig.class, yaml), searchPath);
  }

  @Test
  void theWordsOfAllKeys() {
    String yaml =
        """
        directory: /run/log/journal
        files: [not used]
        units: [ssh, -x]
        identifiers: [shop]
        matches: [{_SYSTEMD_UNIT: ssh}, {}, {_UID: '1000', _SYSTEMD_UNIT: kubelet}]
        priority: 0..3
        grep: 'a|b'
        dmesg: true
        all: true
        namespace: '*'
        merge: true
        """;
    assertThat(of(yaml, "").follow("s=1;i=2"))
        .containsExactly(
            "journalctl",
            "--utc",
            "--output=json",
            "--namespace=*",
            "--directory=/run/log/journal",
            "--merge",
            "--follow",
            "--no-tail",
            "--cursor=s=1;i=2",
            "--unit=ssh",
            "--unit=-x",
            "--identifier=shop",
            "--priority=0..3",
            "--grep=a|b",
            "--dmesg",
            "--all",
            "_SYSTEMD_UNIT=ssh",
            "+",
            "_SYSTEMD_UNIT=kubelet",
            "_UID=1000");
    assertThat(of(yaml, "").newest())
        .containsExactly(
            "journalctl",
            "--utc",
            "--output=json",
            "--namespace=*",
            "--directory=/run/log/journal",
            "--merge",
            "--lines=1");
  }

  @Test
  void fewKeysAreFewWords() {
    assertThat(of("files: [a.journal, b.journal]", "").follow(""))
        .containsExactly(
            "journalctl",
            "--utc",
            "--output=json",
            "--file=a.journal",
            "--file=b.journal",
            "--merge",
            "--follow",
            "--no-tail",
            "--priority=info");
  }

  @Test
  void whatIsThereIsReadFirstWhereFollowingPassesOverIt() {
    assertThat(of("{}", "").catchesUp()).isTrue();
    assertThat(of("{}", "").present("s=1"))
        .containsExactly(
            "journalctl", "--utc", "--output=json", "--no-tail", "--cursor=s=1", "--priority=info");
    assertThat(of("{}", "").follow("")).doesNotContain("--merge");
    assertThat(of("merge: true", "").catchesUp()).isFalse();
    assertThat(of("directory: /x", "").catchesUp()).isFalse();
    assertThat(of("{dmesg: true, directory: /x}", "").catchesUp()).isFalse();
    assertThat(of("{dmesg: true, directory: /x}", "").follow("")).doesNotContain("--merge");
  }

  @Test
  void theRootIsChanged() throws IOException {
    Files.createDirectories(folder.resolve("host/bin"));
    command("host/bin/journalctl");
    Path chroot = command("chroot");
    Journalctl journalctl =
        of(
            "{root_path: " + folder.resolve("host") + ", journalctl_path: /bin/journalctl}",
            folder.toString());
    journalctl.check();
    assertThat(journalctl.follow(""))
        .startsWith(chroot.toString(), folder.resolve("host").toString(), "/bin/journalctl");
  }

  @Test
  void aCommandThatIsNotThereIsTold() throws IOException {
    assertThatThrownBy(() -> of("{}", folder.toString()).check())
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("journalctl_path: \"journalctl\" is no command on the PATH")
        .hasMessageContaining("package systemd");
    command("journalctl");
    of("{}", "/nowhere:" + folder).check();
    assertThatThrownBy(() -> of("journalctl_path: /nowhere/journalctl", "").check())
        .hasMessageContaining("is no command that can be run");
    assertThatThrownBy(() -> of("{root_path: /nowhere, journalctl_path: /x}", "").check())
        .hasMessageContaining("root_path: \"/nowhere\" is no folder");
  }

  private Path command(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
