package io.beltline.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Other defaults for keys of the nested record at this place: {@code {"timeout=30s",
 * "tls.insecure=true"}}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Defaults {
  /** Key paths relative to the nested record, each with its value as in {@link Default}. */
  String[] value();
}
