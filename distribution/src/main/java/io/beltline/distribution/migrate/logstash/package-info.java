/** Reads configurations of Logstash. */
package io.beltline.distribution.migrate.logstash;
