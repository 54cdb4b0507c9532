/** The {@code count} connector: counts records. */
package io.beltline.connector.count;
