package io.jianhu.upstream;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of addresses.
 *
 * @param first 4 or 16 bytes
 * @param bits how many of them count, from the left
 */
record Block(List<Byte> first, int bits) {

    /**
     * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; an address without a length is a block of its own.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Block of(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null || text.contains("%") || text.contains("[")) {
            throw new IllegalArgumentException("no address");
        }
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("no length");
        }
        return new Block(boxed(bytes), bits);
    }

    boolean holds(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != first.size()) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((bytes[bit >> 3] & mask) != (first.get(bit >> 3) & mask)) {
                return false;
            }
        }
        return true;
    }

    /**
     * An address and those of IPv4 that it stands for: IPv4-mapped and -compatible (RFC 4291), NAT64 (RFC 6052 and
     * 8215), 6to4 (RFC 3056), Teredo (RFC 4380).
     */
    static List<InetAddress> faces(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<InetAddress> faces = new ArrayList<>(List.of(address));
        if (bytes.length == 4) {
            return faces;
        }
        boolean zero = true;
        for (byte next : Arrays.copyOf(bytes, 10)) {
            zero &= next == 0;
        }
        int tail = ((bytes[10] & 0xFF) << 8) | (bytes[11] & 0xFF);
        boolean mapped = zero && (tail == 0xFFFF || tail == 0);
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xFF && bytes[3] == (byte) 0x9B;
        if ((mapped || translated) && !address.isLoopbackAddress()) {
            faces.add(four(bytes, 12, 0));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            faces.add(four(bytes, 2, 0));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0) {
            faces.add(four(bytes, 12, 0xFF));
        }
        return faces;
    }

    private static InetAddress four(byte[] bytes, int from, int mask) {
        byte[] four = new byte[4];
        for (int i = 0; i < 4; i++) {
            four[i] = (byte) (bytes[from + i] ^ mask);
        }
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte next : bytes) {
            boxed.add(next);
        }
        return List.copyOf(boxed);
    }
}
