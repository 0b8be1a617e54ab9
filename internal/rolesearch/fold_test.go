package rolesearch_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"noboru/internal/rolesearch"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"SOC:オペレーター", "soc オペレタ"},
		{"ＳＯＣ：オペレーター", "soc オペレタ"},
		{"SOC: ｵﾍﾟﾚｰﾀｰ", "soc オペレタ"},
		{"soc おぺれーたー", "soc オペレタ"},
		{"ﾊﾞｯｸｱｯﾌﾟ", "バックアップ"},
		{"　 SOC\u00a0 \tOperator  ", "soc operator"},
		{"POCのノティフィケーション担当", "pocノノティフィケション担当"},
		{"EA／アーキテクト", "ea アキテクト"},
		{"IR「インシデントレスポンス」", "ir インシデントレスポンス"},
		{"Straße", "strasse"},
		{"①", "1"},
		{"!?・（）", ""},
		{"ヴァイオリン", "ヴァイオリン"},
		{"a\u0301", "á"},
		{"\xff", ""},
	} {
		if got := rolesearch.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"SOC:オペレーター", "ｾｷｭﾘﾃｨ", "ǅ", "İ", "ーー゛", "\u1e9e", "a\u0301\u0300ーb", "\xffé", "ゝゞ", "㌀", "ﷺ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := rolesearch.Fold(text)
		if again := rolesearch.Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, folded again %q", text, folded, again)
		}
		if !utf8.ValidString(folded) || strings.Contains(folded, "  ") || strings.Trim(folded, " ") != folded {
			t.Errorf("Fold(%q) = %q: invalid or badly spaced", text, folded)
		}
		if spaced := rolesearch.Fold(" 　" + text + "。"); utf8.ValidString(text) && spaced != folded {
			t.Errorf("Fold(%q) = %q with spaces around it, %q without", text, spaced, folded)
		}
	})
}
