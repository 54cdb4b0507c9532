package io.beltline.receiver.dockerstats;

/**
 * What became of a request to the daemon.
 *
 * @param <T> what an answer tells
 */
sealed interface Answer<T> {

  /**
   * An answer.
   *
   * @param value what it tells
   */
  record Told<T>(T value) implements Answer<T> {}

  /** There is no such container. */
  record Gone<T>() implements Answer<T> {}

  /**
   * No answer, or none that can be used.
   *
   * @param reason why, in a word
   * @param message what exactly
   */
  record Failed<T>(String reason, String message) implements Answer<T> {
    /** The same for whoever wanted something else. */
    <U> Failed<U> other() {
      return new Failed<>(reason, message);
    }
  }
}
