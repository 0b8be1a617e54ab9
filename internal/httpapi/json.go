package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader reads one text of JSON after another.
type jsonReader struct {
	text   bytes.Buffer
	tokens jsontext.Decoder
}

var jsonReaders = sync.Pool{New: func() any { return new(jsonReader) }}

var errBehind = errors.New("something stands behind the value")

// decode reads one value as encoding/json does, numbers as json.Number: of members with the same name the last counts, and what
// is no UTF-8 becomes U+FFFD. Nothing of text is kept.
func decode(text []byte) (any, error) {
	r := jsonReaders.Get().(*jsonReader)
	defer func() {
		r.text = bytes.Buffer{} // what a person sent is not kept
		r.tokens.Reset(&r.text)
		jsonReaders.Put(r)
	}()
	r.text = *bytes.NewBuffer(text)
	r.tokens.Reset(&r.text, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	if _, err := r.tokens.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errBehind
	}
	return value, nil
}

func (r *jsonReader) value() (any, error) {
	token, err := r.tokens.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '"':
		return token.String(), nil
	case '0':
		return json.Number(token.String()), nil
	case 't', 'f':
		return token.Bool(), nil
	case '[':
		return r.list()
	case '{':
		return r.object()
	default:
		return nil, nil // null, since one that ends something is an error
	}
}

func (r *jsonReader) list() ([]any, error) {
	list := []any{}
	for r.tokens.PeekKind() != ']' {
		item, err := r.value()
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	_, err := r.tokens.ReadToken()
	return list, err
}

func (r *jsonReader) object() (map[string]any, error) {
	object := map[string]any{}
	for r.tokens.PeekKind() != '}' {
		token, err := r.tokens.ReadToken()
		if err != nil {
			return nil, err
		}
		name := token.String()
		if object[name], err = r.value(); err != nil {
			return nil, err
		}
	}
	_, err := r.tokens.ReadToken()
	return object, err
}
