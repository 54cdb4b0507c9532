/** The collector's own metrics: the registry, what the process tells, and their text forms. */
@NullMarked
package io.beltline.service.metrics;

import org.jspecify.annotations.NullMarked;
