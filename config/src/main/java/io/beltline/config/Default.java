package io.beltline.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a key that is not written, as YAML text: {@code "200ms"}, {@code "[a, b]"}, {@code
 * "true"}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The value, read as a YAML scalar or flow collection and bound like any other. */
  String value();
}
