package io.beltline.delivery.journal;

/** When a record counts as kept. */
public enum FsyncPolicy {
  /** When the disk has it: nothing that was kept is lost with the machine's power. */
  ALWAYS,
  /** When the operating system has it; the disk is waited for once in an interval. */
  INTERVAL,
  /** When the operating system has it; the disk is never waited for. */
  NEVER
}
