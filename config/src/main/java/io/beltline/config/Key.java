package io.beltline.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key in YAML, where it is not the snake_case form of the component name; and further accepted
 * spellings. On the constant of an enum, its value in YAML.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Key {
  /** The key; empty for the snake_case form of the name. */
  String value() default "";

  /** Other accepted spellings. */
  String[] aliases() default {};
}
