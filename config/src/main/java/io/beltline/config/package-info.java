/**
 * Configuration: YAML with positions, expansion, merge, and its binding to records.
 *
 * <p>A component's configuration is one Java record. Its components are the keys (snake_case of
 * their names), its annotations the defaults and the documentation; schema, reference page,
 * validation and effective configuration come from it.
 */
@NullMarked
package io.beltline.config;

import org.jspecify.annotations.NullMarked;
