package io.beltline.extension.filestorage;

import java.nio.file.Path;
import org.slf4j.Logger;

/**
 * How a store keeps its file.
 *
 * @param fsync wait for the disk on every change
 * @param recreate start empty in place of a file that cannot be read at all
 * @param maxSize the largest file in bytes, 0 for no limit
 * @param garbageAllowed how many bytes of no use are left alone however little is live
 * @param compactOnStart rewrite the file when it is opened
 * @param compactOnRebound rewrite it when it was large and little of it is left
 * @param reboundNeeded the size in bytes that counts as large
 * @param reboundTrigger how many bytes count as little
 * @param maxTransactionSize the most changes in a record of a rewritten file, 0 for no limit
 * @param temporaryDirectory where a file is written before it takes its place
 * @param quarantine where damaged files are kept
 * @param logger the extension's logger
 */
record StoreRules(
    boolean fsync,
    boolean recreate,
    long maxSize,
    long garbageAllowed,
    boolean compactOnStart,
    boolean compactOnRebound,
    long reboundNeeded,
    long reboundTrigger,
    long maxTransactionSize,
    Path temporaryDirectory,
    Quarantine quarantine,
    Logger logger) {

  /** The file that takes the place of a store's when it is complete. */
  Path temporary(Path store) {
    return temporaryDirectory.resolve("tempdb-" + store.getFileName());
  }
}
