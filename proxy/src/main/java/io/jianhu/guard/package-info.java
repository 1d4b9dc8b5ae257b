/**
 * Guards read text and report findings; they never decide. One file per guard.
 *
 * <p>The way of a character through this room. {@link io.jianhu.guard.Guards} splits the conditions of all clues into the
 * parts that are read alike ({@code Part}), and a {@code Planner} lays each part out as one {@code Plan}: words, chains of
 * words, expressions, lookouts, likenesses, and joins of their sights. {@code Pages} take the text, once for all plans:
 * the normaliser says what it reads as, in every spelling that is asked for, to one {@code Page} for each. A page's
 * {@code Recent} remembers the characters with their places and sentences, and one {@code Reading} for each plan follows
 * them. Where there are {@code Lookout}s, a character is first shown to them as it was written. One step of the automaton
 * finds the words that end there: a word is a sight itself, a link of {@code Trails}, or a neighbour of other sights. The
 * {@code Gate} tells which expressions begin with it; {@code Searches} follows those that are open. A complete sentence is
 * compared with examples. Each {@code Sight} goes where its {@code Use} says: it is a finding, or it goes to a
 * {@code Join}, which lets go of it when nothing that is still open can change what becomes of it. What is settled is what
 * begins before everything open.
 *
 * <p>A reading's state is bounded by its rules alone: the window of the widest matcher, one state for each character of an
 * expression's width, and the sights that wait in one sentence or window. Automata of expressions are shared by all
 * readings and grow within one budget; beyond it an expression is followed by sets of places instead.
 */
@NullMarked
package io.jianhu.guard;

import org.jspecify.annotations.NullMarked;
