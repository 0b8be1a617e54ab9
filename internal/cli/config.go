package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noboru/internal/server"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// configFlag names the file of settings. Commands that have it take each of their flags from the command
// line, else from the environment, else from that file, else from its default.
const configFlag = "config"

// Where a setting comes from, as config prints it; the messages serve.from.NAME say it.
const (
	fromDefault = "default"
	fromFile    = "file"
	fromEnv     = "env"
	fromFlag    = "flag"
)

// notSettings are flags that choose how one command answers.
var notSettings = []string{"help", "json", "csv", "output", "query", "color", "lang", configFlag}

func (r *run) configCommand() *cobra.Command {
	var f serveFlags
	cmd := r.command("config", "  noboru config --config noboru.toml", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		if _, err := f.settings.Options(nil); err != nil {
			return settingFault(err)
		}
		return r.showPlain("config", r.settingsOf(cmd))
	})
	f.add(r, cmd)
	return cmd
}

// envName is the environment variable of a flag.
func envName(flag string) string {
	return "NOBORU_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settle gives the flags of a command that has a file of settings the values that hold, and remembers
// where each comes from.
func (r *run) settle(cmd *cobra.Command) error {
	config := cmd.Flags().Lookup(configFlag)
	if config == nil {
		return nil
	}
	path := config.Value.String()
	if path == "" {
		path = r.getenv(envName(configFlag))
	}
	file, err := readSettings(path)
	if err != nil {
		return err
	}
	r.origins = map[string]string{}
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if slices.Contains(notSettings, f.Name) || wrong != nil {
			return
		}
		texts, inFile := file[f.Name]
		delete(file, f.Name)
		env := r.getenv(envName(f.Name))
		switch {
		case f.Changed:
			r.origins[f.Name] = fromFlag
		case env != "":
			r.origins[f.Name] = fromEnv
			if err := setFlag(f, strings.Split(env, ",")); err != nil {
				wrong = misuse("serve.config.value", "key", envName(f.Name), "value", words.Name(env))
			}
		case inFile:
			r.origins[f.Name] = fromFile
			if err := setFlag(f, texts); err != nil {
				wrong = &fileError{path, []words.Message{words.M("serve.config.value", "key", f.Name, "value", words.Name(strings.Join(texts, ", ")))}}
			}
		default:
			r.origins[f.Name] = fromDefault
		}
	})
	if wrong != nil {
		return wrong
	}
	var unknown []words.Message
	for _, key := range sortedKeys(file) {
		unknown = append(unknown, words.M("serve.config.unknown", "key", words.Name(key)))
	}
	if len(unknown) > 0 {
		return &fileError{path, unknown}
	}
	return nil
}

// setFlag sets a flag to a value, or a flag that may be given again to each of several.
func setFlag(f *pflag.Flag, values []string) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.Replace(values)
	}
	return f.Value.Set(strings.Join(values, ","))
}

// readSettings reads a file of settings: each a value or a list of them, as text.
func readSettings(path string) (map[string][]string, error) {
	settings := map[string][]string{}
	if path == "" {
		return settings, nil
	}
	content, err := server.ReadFile(path)
	if err != nil {
		return nil, settingFault(err)
	}
	var parsed map[string]any
	if err := toml.Unmarshal(content, &parsed); err != nil {
		return nil, &fileError{path, []words.Message{words.M("serve.config.syntax")}}
	}
	for key, value := range parsed {
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		texts := make([]string, len(list))
		for i, item := range list {
			texts[i] = fmt.Sprint(item)
		}
		settings[key] = texts
	}
	return settings, nil
}

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// setting is one line of the answer of config.
type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
	Env   string `json:"environment"`
}

// settingsAnswer is the answer of config.
type settingsAnswer struct {
	Settings []setting `json:"settings"`
}

func (r *run) settingsOf(cmd *cobra.Command) *settingsAnswer {
	ans := &settingsAnswer{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if from, ok := r.origins[f.Name]; ok {
			ans.Settings = append(ans.Settings, setting{f.Name, f.Value.String(), from, envName(f.Name)})
		}
	})
	return ans
}

func (ans *settingsAnswer) text(p *terminal.Page) {
	width := 0
	for _, s := range ans.Settings {
		width = max(width, len(s.Name)+len(s.Value))
	}
	for _, s := range ans.Settings {
		line := s.Name + " = " + s.Value
		p.Say("serve.config.line", "setting", line+strings.Repeat(" ", width+3-len(line)), "from", words.M("serve.from."+s.From, "name", s.Env))
	}
}

func (ans *settingsAnswer) sheet(string) sheet {
	s := sheet{header: []string{"name", "value", "from", "environment"}}
	for _, set := range ans.Settings {
		s.add(set.Name, set.Value, set.From, set.Env)
	}
	return s
}
