package io.jianhu.guard;

/** One character at a time, as text. */
final class OneCharacter implements CharSequence {

    char character;

    @Override
    public int length() {
        return 1;
    }

    @Override
    public char charAt(int index) {
        if (index != 0) {
            throw new IndexOutOfBoundsException(index);
        }
        return character;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return String.valueOf(character);
    }
}
