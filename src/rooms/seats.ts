import type { Socket } from 'socket.io';
import { tellRoom } from './announce.js';
import { localeOfSocket } from '../platform/socket-questions.js';
import { rooms } from '../platform/sockets.js';
import { roomsFull } from './room.errors.js';
import { leaveSeat, renewEveryMs, takeSeat, type Seat } from './presence.js';

/** So many rooms one device may stand in, lest one connection costs as much as a thousand. */
export const mostRooms = 20;

const tellPresence = ({ roomId, memberId }: Seat, isOnline: boolean): void =>
  tellRoom(roomId, 'escrow.presence', { room_id: roomId, member_id: memberId, is_online: isOnline });

/** The rooms in which one connected device stands. */
export class Seats {
  private readonly taken = new Map<string, Seat>();
  private readonly renewal: NodeJS.Timeout;

  constructor(private readonly socket: Socket) {
    this.renewal = setInterval(() => this.taken.forEach((seat) => void takeSeat(seat)), renewEveryMs);
    this.renewal.unref();
    socket.once('disconnect', () => void this.leaveAll());
  }

  private channel(roomId: string): string {
    return rooms.talk(roomId, localeOfSocket(this.socket));
  }

  in(roomId: string): Seat | undefined {
    return this.taken.get(roomId);
  }

  /**
   * From now on the device hears the room.
   * @throws DomainError `rooms_full` (409) when it stands in as many as it may.
   */
  async take(roomId: string, memberId: string): Promise<void> {
    if (!this.taken.has(roomId) && this.taken.size >= mostRooms) throw roomsFull(mostRooms);
    const seat = { roomId, memberId, socketId: this.socket.id };
    this.taken.set(roomId, seat);
    await this.socket.join(this.channel(roomId));
    await takeSeat(seat);
    // Whoever hung up while this was going on has had their leave taken before the seat was.
    if (!this.socket.connected) return this.leave(roomId);
    tellPresence(seat, true);
  }

  async leave(roomId: string): Promise<void> {
    const seat = this.taken.get(roomId);
    if (!seat) return;
    this.taken.delete(roomId);
    await this.socket.leave(this.channel(roomId));
    if (!(await leaveSeat(seat))) tellPresence(seat, false);
  }

  async leaveAll(): Promise<void> {
    clearInterval(this.renewal);
    await Promise.all([...this.taken.keys()].map((roomId) => this.leave(roomId)));
  }
}
