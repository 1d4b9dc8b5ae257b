package io.jianhu.recognise;

/**
 * A vehicle's plate (GA 36—2018): province, letter, five signs; of new-energy cars six. Behind a label the letters I and
 * O count too, as people write them for 1 and 0.
 */
final class Plate implements Recogniser {

    private static final Kind KIND = new Kind("plate", "车牌号", Kind.Sensitivity.ORDINARY);
    private static final Labels LABELS = Labels.of("车牌", "车", "车辆", "号牌", "牌照", "车牌照", "plate");
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";
    private static final String ENERGY = "DABCEFGHJK";
    private static final String LAST = "挂学警港澳使领";
    private static final int SIGNS = 5;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return PROVINCES;
    }

    @Override
    public String seconds() {
        return LETTERS;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if (!stretch.isLetter(from + 1)) {
            return Match.NONE;
        }
        int at = from + 2;
        if ("·.- ".indexOf(stretch.sign(at)) >= 0) {
            at++;
        }
        int signs = 0;
        int digits = 0;
        boolean odd = isOdd(stretch.sign(from + 1));
        while (signs <= SIGNS + 1 && stretch.isWord(at + signs)) {
            odd |= isOdd(stretch.sign(at + signs));
            digits += stretch.isDigit(at + signs) ? 1 : 0;
            signs++;
        }
        if (signs == SIGNS - 1 && LAST.indexOf(stretch.sign(at + signs)) >= 0) {
            signs++;
        }
        boolean shaped = signs == SIGNS || (signs == SIGNS + 1 && isNewEnergy(stretch, at));
        if (!shaped) {
            return Match.NONE;
        }
        boolean labelled = LABELS.before(stretch, from);
        boolean counts = labelled || (!odd && digits >= 1);
        return counts ? new Match(at + signs, labelled ? Evidence.LABELLED : Evidence.SHAPE) : Match.NONE;
    }

    private static boolean isNewEnergy(Stretch stretch, int at) {
        boolean small = isEnergy(stretch.sign(at)) && Digits.run(stretch, at + 2, SIGNS) == SIGNS - 1;
        boolean large = Digits.run(stretch, at, SIGNS + 1) == SIGNS && isEnergy(stretch.sign(at + SIGNS));
        return small || large;
    }

    private static boolean isEnergy(char sign) {
        return ENERGY.indexOf(Character.toUpperCase(sign)) >= 0;
    }

    private static boolean isOdd(char sign) {
        return "IOio".indexOf(sign) >= 0;
    }
}
