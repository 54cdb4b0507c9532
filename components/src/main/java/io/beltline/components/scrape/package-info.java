/** What receivers that ask for metrics at an interval have in common. */
package io.beltline.components.scrape;
