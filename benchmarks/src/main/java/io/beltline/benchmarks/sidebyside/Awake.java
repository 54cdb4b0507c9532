package io.beltline.benchmarks.sidebyside;

import java.io.IOException;

/**
 * Keeps a core from sleeping by work that any other goes before. Under a hypervisor a core that
 * slept begins with what its caches and its clock had lost.
 */
final class Awake implements AutoCloseable {
  private final Process work;

  private Awake(Process work) {
    this.work = work;
  }

  /** From now on. */
  static Awake core(int core) throws IOException {
    String spin = "chrt --idle 0 taskset -c " + core + " sh -c 'while :; do :; done'";
    return new Awake(new ProcessBuilder("sh", "-c", "exec " + spin).inheritIO().start());
  }

  @Override
  public void close() {
    work.destroyForcibly();
  }
}
