package io.beltline.processor.cumulativetodelta;

/** What becomes of the first point of a series. */
public enum InitialValue {
  /** It is passed on if its series has begun while points are being watched, else dropped. */
  AUTO,
  /** It is passed on as a delta. */
  KEEP,
  /** It is dropped. */
  DROP
}
