package io.beltline.components.tailing;

import io.beltline.components.operators.ByteSize;
import io.beltline.components.paths.PathPattern;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every receiver that tails files.
 *
 * @param include patterns of the files to read
 * @param exclude patterns of files not to read
 * @param excludeOlderThan the age beyond which files are passed over; 0 for none
 * @param orderingCriteria which of them are read
 * @param startAt where to begin in files that are there at the start
 * @param pollInterval how often to look
 * @param entries how entries are found in the bytes
 * @param labels which attributes files give
 * @param fingerprintSize how many first bytes a file is known by
 * @param maxConcurrentFiles how many files are open at a time
 * @param maxBatches how many times as many are read between two looks; 0 for no limit
 * @param deleteAfterRead whether files are deleted when all of them is delivered
 * @param compression whether files are gzip
 * @param onTruncate where to go on in a file that was truncated
 * @param header what first lines say of all others; null if they are lines as others are
 * @param acquireFsLock whether files are locked while they are read
 * @param fileCacheAdvise whether the system is told that what was read is not needed in memory
 * @param skipUnmodifiedFiles accepted, without effect
 * @param pollsToArchive accepted, without effect
 */
public record TailConfig(
    @Doc("Patterns of the files to read; * and ? within a name, ** for folders at any depth.")
        List<String> include,
    @Doc("Patterns of files not to read.") List<String> exclude,
    @Doc("Files that were not written for so long are passed over; 0 for no limit.")
        Duration excludeOlderThan,
    @Doc("Which of the files are read, by what their paths or times say; all if not written.")
        OrderingConfig orderingCriteria,
    @Default("end")
        @Doc("Where to begin in files that are there at the first start: beginning or end.")
        StartAt startAt,
    @Default("200ms") @Doc("How often to look for new files and new content.")
        Duration pollInterval,
    @Squash EntryConfig entries,
    @Squash FileAttributesConfig labels,
    @Default("1000")
        @Doc(
            "How many first bytes a file is known by, besides its inode and the bytes before the"
                + " offset; at least 16.")
        ByteSize fingerprintSize,
    @Default("1024") @Doc("The most files that are open at a time.") int maxConcurrentFiles,
    @Doc("At most so many times max_concurrent_files are read between two looks; 0 for no limit.")
        int maxBatches,
    @Doc("Whether a file is deleted when all of it is delivered; not with start_at: end.")
        boolean deleteAfterRead,
    @Default("none") @Doc("gzip, auto to find out by the first bytes, or nothing.")
        Compression compression,
    @Default("read_whole_file")
        @Doc(
            "Where to go on in a file that was truncated: read_whole_file, read_new, or ignore to"
                + " wait until it is as long as before.")
        OnTruncate onTruncate,
    @Doc(
            "Lines at the start of files that say something of all that follow; not with start_at:"
                + " end.")
        @Nullable HeaderConfig header,
    @Doc(
            "Whether a file is locked (flock, shared) while it is read, and passed over while"
                + " another process has it for itself; Linux and macOS.")
        boolean acquireFsLock,
    @Doc("Whether the system is told to keep what was read no longer in memory; Linux.")
        boolean fileCacheAdvise,
    @Doc("Accepted, without effect: files that were not written are never opened.")
        boolean skipUnmodifiedFiles,
    @Doc("Accepted, without effect: a thousand files that are gone are always remembered.")
        int pollsToArchive)
    implements Validated {

  /** Where to begin. */
  public enum StartAt {
    /** At the first byte. */
    BEGINNING,
    /** Behind what is there. */
    END
  }

  /** Whether files are compressed. */
  public enum Compression {
    /** They are not. */
    @Key(aliases = "")
    NONE,
    /** All are gzip. */
    GZIP,
    /** Those are that begin so. */
    AUTO
  }

  /** What to do when a file is shorter than what was read of it. */
  public enum OnTruncate {
    /** Wait until it is as long again. */
    IGNORE,
    /** Read all of it. */
    READ_WHOLE_FILE,
    /** Read what comes from now on. */
    READ_NEW
  }

  @Override
  public void validate(Problems problems) {
    if (include.isEmpty()) {
      problems.add("include", "is empty (expected: at least one pattern such as /var/log/*.log)");
    }
    check("include", include, problems);
    check("exclude", exclude, problems);
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      problems.add("poll_interval", "must be positive (expected: a duration such as 200ms)");
    }
    if (excludeOlderThan.isNegative()) {
      problems.add("exclude_older_than", "is negative (expected: a duration such as 24h)");
    }
    if (fingerprintSize.bytes() < 16 || fingerprintSize.bytes() > 1 << 20) {
      problems.add("fingerprint_size", fingerprintSize + " is out of range (expected: 16 to 1MiB)");
    }
    if (maxConcurrentFiles < 1) {
      problems.add(
          "max_concurrent_files", maxConcurrentFiles + " is too few (expected: 1 or more)");
    }
    if (maxBatches < 0) {
      problems.add("max_batches", maxBatches + " is negative (expected: 0 or more)");
    }
    if (deleteAfterRead && startAt == StartAt.END) {
      problems.add("delete_after_read", "has no meaning with start_at: end (expected: beginning)");
    }
    if (header != null && startAt == StartAt.END) {
      problems.add("header", "has no meaning with start_at: end (expected: beginning)");
    }
    if (pollsToArchive < 0) {
      problems.add("polls_to_archive", pollsToArchive + " is negative (expected: 0 or more)");
    }
  }

  private static void check(String key, List<String> patterns, Problems problems) {
    for (int i = 0; i < patterns.size(); i++) {
      String wrong = PathPattern.problem(patterns.get(i));
      if (wrong != null) {
        problems.add(key + "::" + i, wrong);
      }
    }
  }
}
