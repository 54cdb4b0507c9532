package io.beltline.components.prometheus;

/**
 * When a sample was taken and received.
 *
 * @param start Unix nanoseconds of when counting began; 0 if that is not known
 * @param time Unix nanoseconds of its last point; 0 if not known
 * @param last Unix nanoseconds of when its last point began; 0 if that is not known
 * @param touched when its last point came, in the clock's monotonic nanoseconds
 * @param source a hash of the resource it came from
 */
public record Times(long start, long time, long last, long touched, int source) {

  /** The same beside what was known before: its start, and the later of both points. */
  public Times since(Times before) {
    boolean later = time >= before.time;
    return new Times(
        before.start, later ? time : before.time, later ? last : before.last, touched, source);
  }
}
