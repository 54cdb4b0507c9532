package io.beltline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class RunArgumentsTest {

  @Command
  private static final class Library implements Runnable {
    @Mixin private final ConfigOptions options = new ConfigOptions();
    private @Nullable RunArguments read;

    @Override
    public void run() {
      read = options.arguments();
    }
  }

  @Property(tries = 2000, seed = "20261123")
  void saysWhatTheLibrarySays(@ForAll("arguments") List<String> arguments) {
    String[] args = arguments.toArray(String[]::new);
    RunArguments plain = RunArguments.read(args);
    if (plain == null) {
      return;
    }
    Library library = new Library();
    int code = new CommandLine(library).execute(args);
    assertThat(code).isZero();
    assertThat(library.read).isEqualTo(plain);
  }

  @Provide
  Arbitrary<List<String>> arguments() {
    Arbitrary<String> words =
        Arbitraries.of(
            "--config",
            "--set",
            "--config=a.yaml",
            "--config=yaml:a: 'b=c'",
            "--set=a.b=1",
            "--set=",
            "a.yaml",
            "a.b=c",
            "\"quoted\"",
            "'quoted'",
            "@file",
            "",
            "--",
            "-",
            "-h",
            "validate",
            "--feature-gates=x",
            "--config=",
            "--config= ",
            "a,b",
            "${sys:user.dir}",
            "a b");
    return words.list().ofMaxSize(5);
  }

  @Test
  void readsEachSpelling() {
    assertThat(RunArguments.read("--config", "a", "--set=b=c=d", "--config=e"))
        .isEqualTo(new RunArguments(List.of("a", "e"), List.of("b=c=d")));
    assertThat(RunArguments.read()).isEqualTo(new RunArguments(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "--help", "--config", "--config=", "-h", "--feature-gates=a"})
  void leavesTheRestToTheLibrary(String argument) {
    assertThat(RunArguments.read(argument)).isNull();
    List<String> behind = new ArrayList<>(List.of("--config", "a"));
    behind.add(argument);
    assertThat(RunArguments.read(behind.toArray(String[]::new))).isNull();
  }
}
