package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import java.util.List;

/// Safety words (防伪暗语): two short words that every message to a client carries, so that the client knows it is ours.
final class SafetyWords {

    private static final List<String> WORDS = List.of(
            "青松", "白鹭", "远山", "明月", "竹林", "清泉", "石桥", "春茶", "秋叶", "晨光", "渔舟", "稻田", "雪峰", "海棠", "云杉", "灯塔", "麦浪", "蓝湖",
            "红枫", "古井", "驼铃", "风车", "星河", "银杏", "画舫", "萤火", "芦苇", "山雀", "瓷碗", "木舟", "荷塘", "松果", "窗花", "灯笼", "砚台", "丝路",
            "杏花", "梅枝", "雨巷", "沙洲", "鹿角", "橘园", "雁阵", "草原", "溪石", "帆影", "铜铃", "纸鸢");

    private SafetyWords() {}

    static Cleartext random(Tokens tokens) {
        String first = WORDS.get(tokens.below(WORDS.size()));
        String second = WORDS.get(tokens.below(WORDS.size()));
        return Cleartext.of(first + second);
    }
}
