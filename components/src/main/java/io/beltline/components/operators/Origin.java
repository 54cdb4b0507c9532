package io.beltline.components.operators;

/**
 * Where an entry comes from: a range of a file, a datagram. It counts its holders, and is done when
 * the last has let go. Safe for all threads.
 */
public interface Origin {

  /** An origin that nobody asks for. */
  Origin NONE =
      new Origin() {
        @Override
        public void hold() {}

        @Override
        public void release() {}
      };

  /** One more holder: a copy of the entry. */
  void hold();

  /** A holder lets go: the entry is delivered, or dropped for a reason that is counted. */
  void release();
}
