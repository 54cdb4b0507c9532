package io.beltline.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an absent or a null section means. Without it, both give the record with its defaults. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Section {
  /** What it means when the key is not written. */
  Presence absent() default Presence.DEFAULTS;

  /** What it means when the key is written without a value ({@code grpc:}). */
  Presence nulled() default Presence.DEFAULTS;

  /** Off or on with defaults. */
  enum Presence {
    /** The component is null. */
    OFF,
    /** The component is the record with its defaults. */
    DEFAULTS
  }
}
