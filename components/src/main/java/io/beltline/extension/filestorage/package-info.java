/** The {@code file_storage} extension: small durable maps in files, one for each component. */
@NullMarked
package io.beltline.extension.filestorage;

import org.jspecify.annotations.NullMarked;
