/** What the programs for the single containers share: what is served, and what surrounds it. */
@NullMarked
package com.example.containers;

import org.jspecify.annotations.NullMarked;
