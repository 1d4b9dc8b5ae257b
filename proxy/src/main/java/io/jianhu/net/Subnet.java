package io.jianhu.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}; one address is a block of its own.
 *
 * @param first of the block: 4 or 16 bytes
 * @param bits how many are the same in all of the block
 */
public record Subnet(byte[] first, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]+)(?:/([0-9]{1,3}))?");

    /** Empty when the text is no block, or has bits set beyond its own. */
    public static Optional<Subnet> parse(String text) {
        Matcher form = FORM.matcher(text);
        byte[] first = form.matches() ? NetUtil.createByteArrayFromIpAddressString(form.group(1)) : null;
        if (first == null) {
            return Optional.empty();
        }
        int bits = form.group(2) == null ? first.length * 8 : Integer.parseInt(form.group(2));
        for (int bit = bits; bit < first.length * 8; bit++) {
            if ((first[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                return Optional.empty();
            }
        }
        return bits > first.length * 8 ? Optional.empty() : Optional.of(new Subnet(first, bits));
    }

    boolean holds(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((other[bit / 8] ^ first[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }
}
