// Package terminal writes for people: lines that wrap, tables that fit, plots, and colour where it is
// wanted.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"

	"noboru/internal/words"
)

// defaultWidth is how wide output is that goes to no terminal, in columns.
const defaultWidth = 100

// Page writes text for people. The first failure to write is kept and ends the writing.
type Page struct {
	W      io.Writer
	Lang   string // "ja" or "en"
	Width  int    // in columns
	Colour bool
	Wide   bool // whether lines stay whole, however long: for programs that read them
	Err    error
}

// NewPage writes to out, which is looked at for its width and its colours. Colour is "always", "never" or
// "auto": on a terminal, unless NO_COLOR is set (https://no-color.org).
func NewPage(w io.Writer, out io.Writer, lang, colour string, getenv func(string) string) *Page {
	p := &Page{W: w, Lang: lang, Width: defaultWidth, Colour: colour == "always"}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			p.Width = width
		}
		p.Colour = p.Colour || colour == "auto" && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	} else if width, err := strconv.Atoi(getenv("COLUMNS")); err == nil && width > 0 {
		p.Width = width
	}
	p.Width = max(40, p.Width)
	return p
}

// Say writes a message, wrapped.
func (p *Page) Say(id string, values ...any) { p.Wrap("", words.M(id, values...)) }

// Text writes text that is said already, wrapped.
func (p *Page) Text(text string) {
	for _, line := range p.fold(text, p.Width) {
		p.Line(line)
	}
}

// Is reports whether w is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Title writes a message as a heading, wrapped.
func (p *Page) Title(id string, values ...any) { p.Loud(words.M(id, values...)) }

// Wrap writes a message after an indent, in lines no wider than the page where a space, or in Japanese
// any place, lets it break.
func (p *Page) Wrap(indent string, m words.Message) {
	for _, line := range p.fold(m.In(p.Lang), p.Width-Width(indent)) {
		p.Line(indent + line)
	}
}

// Loud writes a message that is not to be overlooked, wrapped.
func (p *Page) Loud(m words.Message) {
	for _, line := range p.fold(m.In(p.Lang), p.Width) {
		p.styled(bold, line)
	}
}

// Terms writes terms and what they mean beside each other; where a term leaves no room, below it.
func (p *Page) Terms(list [][2]string) {
	const indent, most = 2, 32
	widest := 0
	for _, t := range list {
		if w := Width(t[0]); w <= most {
			widest = max(widest, w)
		}
	}
	left := indent + widest + 2
	for _, t := range list {
		for i, line := range p.fold(t[1], max(20, p.Width-left)) {
			head := strings.Repeat(" ", left)
			if i == 0 && Width(t[0]) <= widest {
				head = strings.Repeat(" ", indent) + Pad(t[0], widest, false) + "  "
			} else if i == 0 {
				p.Line(strings.Repeat(" ", indent) + t[0])
			}
			p.Line(head + line)
		}
	}
}

// Dim writes text that stands back, wrapped.
func (p *Page) Dim(text string) {
	for _, line := range p.fold(text, p.Width) {
		p.styled(dim, line)
	}
}

func (p *Page) fold(text string, width int) []string {
	if p.Wide {
		return []string{text}
	}
	return Fold(text, width)
}

// Line writes a line as it is. Control characters, which a table of roles may hold by accident or by
// malice, never reach the terminal.
func (p *Page) Line(text string) { p.line(Printable(text)) }

func (p *Page) line(text string) {
	if p.Err == nil {
		_, p.Err = fmt.Fprintln(p.W, text)
	}
}

// The styles, as codes of "select graphic rendition" (ECMA-48).
const (
	bold = "1"
	dim  = "2"
)

func (p *Page) styled(style, text string) {
	text = Printable(text)
	if p.Colour && text != "" {
		text = "\x1b[" + style + "m" + text + "\x1b[0m"
	}
	p.line(text)
}

// Fold breaks text into lines of at most width columns: at spaces, and between wide characters. A word
// that is longer stands on a line of its own.
func Fold(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range wordsOf(text) {
		size := Width(strings.TrimRight(word, " "))
		if used > 0 && used+size > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		line += word
		used += Width(word)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// never begin a line: closing brackets and marks that belong to what is before them.
const never = "、。，．・：；！？）」』］｝〉》〕】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)]}々…"

// opening brackets never end a line.
const opening = "（「『［｛〈《〔【([{"

// wordsOf cuts text where a line may break.
func wordsOf(text string) []string {
	var cut []string
	word := ""
	var last rune
	for _, r := range text {
		wide := runewidth.RuneWidth(r) == 2 || runewidth.RuneWidth(last) == 2
		mayBreak := last == ' ' && r != ' ' || wide && last != 0 && r != ' ' && !strings.ContainsRune(never, r) && !strings.ContainsRune(opening, last)
		if mayBreak {
			cut, word = append(cut, word), ""
		}
		word += string(r)
		last = r
	}
	if word != "" {
		cut = append(cut, word)
	}
	return cut
}
