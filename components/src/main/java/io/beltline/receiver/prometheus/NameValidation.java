package io.beltline.receiver.prometheus;

/** Which names metrics and labels may have. */
public enum NameValidation {
  UTF8,
  LEGACY
}
