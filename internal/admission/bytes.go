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

// Piece is how many bytes of room a body takes at first.
const Piece = 4 << 10

// ReadAll is io.ReadAll within the room that there is: what arrives takes room until the body is
// complete. It is read into the empty slice body, or into a larger one. The error is ErrFull or the reader's.
func (b *Bytes) ReadAll(r io.Reader, body []byte) ([]byte, error) {
	taken := int64(cap(body))
	defer func() { b.held.Add(-taken) }()
	if b.held.Add(taken) > b.most {
		return nil, ErrFull
	}
	for {
		if cap(body) == len(body) {
			grown := make([]byte, len(body), 2*cap(body)+Piece)
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
