package admission

import (
	"io"
	"sync/atomic"
)

// Bytes bounds how many bytes of bodies are held that are not complete yet.
type Bytes struct {
	held atomic.Int64
	most int64
}

// NewBytes returns room for so many bytes.
func NewBytes(most int64) *Bytes { return &Bytes{most: most} }

// piece is how many bytes are read at a time.
const piece = 4 << 10

// ReadAll is io.ReadAll within the room that there is: what arrives takes room until the body is
// complete. The error is ErrFull or the reader's.
func (b *Bytes) ReadAll(r io.Reader) ([]byte, error) {
	var body []byte
	taken := int64(0)
	defer func() { b.held.Add(-taken) }()
	for {
		if cap(body) == len(body) {
			grown := make([]byte, len(body), 2*cap(body)+piece)
			more := int64(cap(grown) - cap(body))
			taken += more
			if b.held.Add(more) > b.most {
				return nil, ErrFull
			}
			copy(grown, body)
			body = grown
		}
		n, err := r.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if err == io.EOF {
			return body, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
