/** The receiver of OTLP in files of JSON lines. */
@NullMarked
package io.beltline.receiver.otlpjsonfile;

import org.jspecify.annotations.NullMarked;
