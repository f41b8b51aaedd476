import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What stands before the web processes, as a balancer does: a connection goes to the next one that listens. */
export class FrontDoor {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => {
    this.keep(client);
    this.lead(client, this.ports.length);
  });
  private turn = 0;

  constructor(private readonly ports: number[]) {}

  async open(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private lead(client: Socket, tries: number): void {
    if (tries === 0 || client.destroyed) return void client.destroy();
    const port = this.ports[(this.turn += 1) % this.ports.length] ?? 0;
    const web = connect(port, '127.0.0.1');
    const tryNext = () => this.lead(client, tries - 1);
    web.once('error', tryNext);
    web.once('connect', () => {
      web.off('error', tryNext);
      this.join(client, this.keep(web));
    });
  }

  /** When one side ends, however it does, so does the other: nobody waits for a process that is gone. */
  private join(client: Socket, web: Socket): void {
    client.once('close', () => web.destroy());
    web.once('close', () => client.destroy());
    if (client.destroyed) web.destroy();
    client.pipe(web).pipe(client);
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.once('close', () => this.sockets.delete(socket));
  }
}
