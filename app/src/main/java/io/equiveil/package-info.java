/// EquiVeil (股隐): the application's root. Starts the house; every room below says what it may import.
@NullMarked
package io.equiveil;

import org.jspecify.annotations.NullMarked;
