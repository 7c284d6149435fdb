/// Pages about clients, and the client's own pages for being taken on.
@NullMarked
package io.equiveil.clients.web;

import org.jspecify.annotations.NullMarked;
